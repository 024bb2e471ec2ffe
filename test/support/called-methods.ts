import { WebClient } from '@slack/web-api';

export const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

/** Every method that the real SDK knows by a name with dots, asked of the SDK itself. */
function sdkMethods(at: object, path = ''): string[] {
  return Object.entries(at).flatMap(([name, value]) => {
    const full = path === '' ? name : `${path}.${name}`;
    if (typeof value === 'function') return path === '' ? [] : [full];
    const isGroup =
      typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
    return isGroup ? sdkMethods(value, full) : [];
  });
}
const KNOWN = new Set(sdkMethods(new WebClient()));

/** A convenience of the SDK that is two methods of Slack's. */
export const UPLOAD = ['files.getUploadURLExternal', 'files.completeUploadExternal'];

/** Web API methods called in a piece of source, whatever the client is called there. */
export function calledIn(source: string): string[] {
  const text = source.replace(/\s*\??\.\s*(?=[a-zA-Z])/g, '.');
  const chains = [...text.matchAll(/[\w\]]((?:\.[a-zA-Z]\w*)+)\(/g)].flatMap((match) => {
    const parts = (match[1] ?? '').slice(1).split('.');
    // The longest tail that the SDK knows: `usergroups.users.list` is not `users.list`.
    const tails = parts.map((_, at) => parts.slice(at).join('.'));
    return tails.find((tail) => KNOWN.has(tail)) ?? [];
  });
  // `client.views[how](`, where `how` is one of the words that its type names.
  const chosen = [...text.matchAll(/\.(\w+)\[(\w+)\]\(/g)].flatMap(([, group, by]) => {
    const type = new RegExp(`\\b${by}: ((?:'\\w+'(?: \\| )?)+)`).exec(text)?.[1] ?? '';
    return [...type.matchAll(/'(\w+)'/g)].map((word) => `${group}.${word[1]}`);
  });
  const named = [...text.matchAll(/\.(?:apiCall|paginate)\(\s*'([^']+)'/g)].map((match) => match[1] ?? '');
  const upload = /\.(?:filesUploadV2|uploadV2)\(/.test(text) ? UPLOAD : [];
  return sorted([...chains, ...chosen, ...named, ...upload]);
}
