/** Rows that are changed and deleted, each by its number: a change puts a new row in the place of the old. */
export interface TailoredTable<Row extends TailoredRow> {
  /** The row that `make` gives for the next number. */
  add(make: (id: number) => Row): Row;
  /** Undefined, too, for a row of another tenant. */
  get(tenant: string, id: number): Row | undefined;
  /** @throws when there is no such row. */
  replace(row: Row): Row;
  remove(id: number): void;
  /** The tenant's rows that match, oldest first. */
  all(tenant: string, matches?: (row: Row) => boolean): readonly Row[];
  /** Everybody's rows, and the last number that was given. */
  save(): SavedTable<Row>;
  /** Into an empty table. */
  restore(saved: SavedTable<Row>): void;
}

export interface SavedTable<Row> {
  readonly lastId: number;
  readonly rows: readonly Row[];
}

export interface TailoredRow {
  readonly id: number;
  readonly tenant: string;
}

export function createTailoredTable<Row extends TailoredRow>(): TailoredTable<Row> {
  const rows = new Map<number, Row>();
  let lastId = 0;
  return {
    add(make) {
      const row = Object.freeze(make(++lastId));
      rows.set(row.id, row);
      return row;
    },
    get(tenant, id) {
      const row = rows.get(id);
      return row?.tenant === tenant ? row : undefined;
    },
    replace(row) {
      if (!rows.has(row.id)) throw new Error(`There is no row ${row.id} to replace.`);
      rows.set(row.id, Object.freeze(row));
      return row;
    },
    remove: (id) => void rows.delete(id),
    all: (tenant, matches = () => true) =>
      [...rows.values()].filter((row) => row.tenant === tenant && matches(row)),
    save: () => ({ lastId, rows: [...rows.values()] }),
    restore(saved) {
      lastId = saved.lastId;
      for (const row of saved.rows) rows.set(row.id, Object.freeze(row));
    },
  };
}
