/** Our endpoints against a list of what is documented: nothing is forgotten, and nothing is invented. */
import { describe, expect, it } from 'vitest';
import { contractOf, type DocumentedEndpoint, type Parameter } from '../../test/contract/contract.ts';
import { registry } from '../../test/registry.ts';
import { briaInputs } from '../schemas/bria/inputs.ts';
import { toJsonSchema } from '../schemas/json-schema.ts';
import { pixazoInputs } from '../schemas/pixazo/inputs.ts';
import type { Endpoint } from './endpoint.ts';

/** Where we differ from the list, on purpose. */
const DIFFERS: Readonly<Record<string, string>> = {
  'POST /v2/video/segment/mask_by_key_points key_points':
    'No point is no mask: one or more, and each is whole.',
  'POST /v1/product/lifestyle_shot_by_text num_results': 'No picture is no job: one or more.',
  'POST /v1/product/lifestyle_shot_by_image num_results': 'No picture is no job: one or more.',
  'POST /v1/product/vehicle/shot_by_text num_results': 'No picture is no job: one or more.',
};

interface ObjectJson {
  readonly properties: Readonly<Record<string, FieldJson>>;
  readonly required?: readonly string[];
}
interface FieldJson extends Parameter {
  readonly items?: never;
  readonly anyOf?: readonly FieldJson[];
  readonly examples?: readonly string[];
}
const inputOf = ({ input }: Endpoint) => toJsonSchema(input) as unknown as ObjectJson;

/** All types that a field can have, lists as `string[]`. */
const typesOf = (field: FieldJson): string[] => {
  if (field.anyOf) return field.anyOf.flatMap(typesOf);
  if (field.enum && !field.type) return [...new Set(field.enum.map((word) => typeof word))].map(numeric);
  const items = field.items as FieldJson | undefined;
  return [field.type].flat().flatMap((type) => (items ? typesOf(items).map((one) => `${one}[]`) : [type]));
};
const numeric = (type: string) => (type === 'number' ? 'integer' : type);

/** What differs, in words; empty where all is as documented. */
function differences(field: FieldJson, documented: Parameter): string[] {
  const alternatives = field.anyOf ?? [field];
  const items = field.items as FieldJson | undefined;
  const known = alternatives.flatMap(({ enum: words = [], examples = [] }) => [...words, ...examples]);
  const isOpen = alternatives.some(({ enum: words, examples, type }) =>
    examples ? true : type === 'string' && !words && !!documented.open,
  );
  const same = (name: keyof Parameter) =>
    alternatives.some((one) => JSON.stringify(one[name] ?? field[name]) === JSON.stringify(documented[name]))
      ? []
      : [`${name} is ${JSON.stringify(field[name])}, not ${JSON.stringify(documented[name])}`];
  const types = typesOf(field);
  const lacking = documented.type.split('|').filter((type) => !types.includes(type));
  return [
    ...lacking.map((type) => `${type} is not taken, only ${types.join('|')}`),
    ...(documented.enum?.filter((word) => !known.includes(word)) ?? []).map((word) => `${word} is not known`),
    ...(documented.enum && !documented.open
      ? known.filter((word) => !documented.enum!.includes(word)).map((word) => `${word} is invented`)
      : []),
    ...(documented.enum && isOpen !== !!documented.open ? [`it is ${isOpen ? '' : 'not '}open`] : []),
    ...(documented.items?.filter((word) => !items?.enum?.includes(word)) ?? []),
    ...(documented.properties ? differencesWithin(items ?? field, documented.properties) : []),
    ...(['default', 'minimum', 'maximum', 'minItems', 'maxItems'] as const).flatMap(same),
  ];
}

/** What differs in the fields of an object, at any depth. */
function differencesWithin(field: unknown, documented: Readonly<Record<string, Parameter>>): string[] {
  const { properties = {}, required = [] } = field as Partial<ObjectJson>;
  return [...new Set([...Object.keys(properties), ...Object.keys(documented)])].flatMap((name) => {
    const [ours, theirs] = [properties[name], documented[name]];
    if (!ours || !theirs) return [`${name} is ${ours ? 'invented' : 'missing'}`];
    const found = differences(ours, theirs);
    if (required.includes(name) !== !!theirs.required) found.push('required or not');
    return found.map((difference) => `${name}: ${difference}`);
  });
}

for (const provider of ['bria', 'pixazo'] as const) {
  const contract = contractOf(provider);
  const byRoute = new Map(
    registry[provider].map(({ endpoint }) => [`${endpoint.method ?? 'POST'} ${endpoint.path}`, endpoint]),
  );

  describe.for(contract.endpoints)('$endpoint', (documented: DocumentedEndpoint) => {
    const endpoint = byRoute.get(documented.endpoint);

    it('is there, in its mode', () => {
      expect(endpoint).toBeDefined();
      expect(endpoint?.mode).toBe(documented.mode);
      expect(endpoint?.webhook !== false).toBe(documented.webhook);
      expect('sync' in inputOf(endpoint!).properties).toBe(documented.sync);
    });

    it('takes the documented parameters, and no others', () => {
      const names = Object.keys(inputOf(endpoint!).properties).filter((name) => name !== 'sync');
      expect(names.toSorted()).toEqual(Object.keys(documented.params).toSorted());
    });

    it.for(Object.entries(documented.params))('takes %s as documented', ([name, parameter]) => {
      const { properties, required = [] } = inputOf(endpoint!);
      const found = differencesWithin(
        { properties: { [name]: properties[name] }, required },
        { [name]: parameter },
      );
      const reason = DIFFERS[`${documented.endpoint} ${name}`];
      // A difference that is gone must go from the list, too.
      expect(reason ? found.length > 0 : found).toEqual(reason ? true : []);
    });
  });

  it(`has the inputs of ${provider} by their routes, for those who do not know of endpoints`, () => {
    const inputs = provider === 'bria' ? briaInputs : pixazoInputs;
    expect(Object.keys(inputs).toSorted()).toEqual([...byRoute.keys()].toSorted());
    for (const [route, endpoint] of byRoute) expect(inputs[route]).toBe(endpoint.input);
  });

  it(`knows at ${provider} nothing that is not on the list`, () => {
    const listed = [...contract.endpoints.map(({ endpoint }) => endpoint), ...(contract.elsewhere ?? [])];
    expect([...byRoute.keys()].toSorted()).toEqual(listed.toSorted());
  });
}

it('names each endpoint once', () => {
  for (const endpoints of Object.values(registry)) {
    const ids = endpoints.map(({ endpoint }) => endpoint.id);
    expect(ids).toEqual([...new Set(ids)]);
  }
});
