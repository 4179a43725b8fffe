interface Template {
  /** What comes before the first `:name`. */
  readonly prefix: string;
  readonly segments: readonly string[];
}

const templates = new Map<string, Template>();

function readTemplate(path: string): Template {
  const known = templates.get(path);
  if (known) return known;
  const colonAt = path.indexOf(':');
  const template = { prefix: colonAt < 0 ? path : path.slice(0, colonAt), segments: path.split('/') };
  templates.set(path, template);
  return template;
}

/** The values of the `:name` segments, decoded; undefined when the path does not have the template's shape. */
export function matchPath(template: string, pathname: string): Readonly<Record<string, string>> | undefined {
  const { prefix, segments: expected } = readTemplate(template);
  if (!pathname.startsWith(prefix)) return undefined;
  const actual = pathname.split('/');
  if (expected.length !== actual.length) return undefined;
  const params: Record<string, string> = {};
  for (let index = 0; index < expected.length; index++) {
    const [segment, value] = [expected[index] ?? '', actual[index] ?? ''];
    if (!segment.startsWith(':')) {
      if (segment !== value) return undefined;
      continue;
    }
    const decoded = decodeSegment(value);
    if (!decoded) return undefined;
    params[segment.slice(1)] = decoded;
  }
  return params;
}

function decodeSegment(value: string): string | undefined {
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
