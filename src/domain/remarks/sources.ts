import type { Policy } from '../policy/policy.ts';
import type { Source } from '../policy/source.ts';

export type Cited = { readonly about: string; readonly source: Source };

const PLACES: Readonly<Record<string, string>> = {
  jurisdiction: 'Country',
  provider: 'Kind of school',
  legal_basis: 'Ground for a ban',
  scope: 'Where the policy reaches',
  meeting: 'Meetings',
  look_back: 'How long a warning counts',
  'restriction.length': 'Length of a ban',
  'restriction.review': 'Review of a ban',
  'restriction.their_side': 'Time to give their side',
  'restriction.decide_within': 'Time to decide',
  'restriction.appeal': 'Appeal',
  'contact.length': 'Limits on contact',
  concern_route: 'Worry or complaint',
  contact_table: 'How to make contact',
  agreement: 'Agreement form',
  decides: 'Who decides',
  told: 'Who is told',
  signs: 'Who signs',
  retention: 'How long files are kept',
  escalation: 'When something is late',
  subjects: 'Whom it is for',
};

/** Every rule of the policy with where it comes from, in the pack's order. */
export function sourcesOf(policy: Policy): Cited[] {
  const found: Cited[] = [];
  walk(policy, [], [], found);
  return found;
}

function walk(value: unknown, path: readonly string[], names: readonly string[], found: Cited[]): void {
  if (Array.isArray(value)) {
    for (const row of value) walk(row, path, names, found);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const own = nameOf(value, path);
  const here = own ? [...names, own] : names;
  if ('source' in value && isSource(value.source))
    found.push({ about: aboutOf(path, here), source: value.source });
  for (const [key, child] of Object.entries(value))
    if (key !== 'source') walk(child, [...path, key], here, found);
}

function nameOf(value: object, path: readonly string[]): string | null {
  const last = path.at(-1);
  if ('label' in value && typeof value.label === 'string') return value.label;
  if (last === 'suggest') return 'when suggested';
  if (last === 'skip') return 'taken early';
  if (last === 'cap') return 'furthest at first';
  if (last === 'after' && 'step' in value) return `after ${String(value.step)}`;
  if ((last === 'recommend' || last === 'mandatory') && 'step' in value) return String(value.step);
  if ('title' in value && typeof value.title === 'string' && path.length > 0) return value.title;
  if (last === 'retention' && 'keep' in value) return String(value.keep).replace('_', ' ');
  if (last === 'subjects' && 'who' in value) return String(value.who).replace('_', ' ');
  if (last === 'bodies' && 'id' in value) return String(value.id).replace('_', ' ');
  return null;
}

function aboutOf(path: readonly string[], names: readonly string[]): string {
  const place = PLACES[path.join('.')];
  const name = names.join(', ');
  if (place) return name ? `${place}: ${name}` : place;
  return name || path.join(' ').replaceAll('_', ' ');
}

const isSource = (value: unknown): value is Source =>
  typeof value === 'object' && value !== null && 'kind' in value && 'words' in value;
