const token = document.querySelector('meta[name="accord-token"]')?.getAttribute('content') ?? '';

/** Said by the server, or by us where it could not be reached. */
export class Refused extends Error {
  /**
   * @param {number} status 0 where nobody answered
   * @param {string} words
   */
  constructor(status, words) {
    super(words);
    this.status = status;
  }
}

const SILENT = 'Accord does not answer. What you typed is still here: try again in a moment.';

/** @param {string} path @param {RequestInit} [init] */
async function ask(path, init) {
  let response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new Refused(0, SILENT);
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, body.words ?? SILENT);
  return body;
}

/** @param {string} path @param {Record<string, string>} [query] */
export const get = (path, query = {}) => ask(`${path}?${new URLSearchParams(query)}`);

/** @param {string} path @param {unknown} body */
export const post = (path, body) =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-accord-token': token },
    body: JSON.stringify(body),
  });

/**
 * A file as its bytes; resolves with its handle.
 * @param {Record<string, string>} query @param {Blob} file @returns {Promise<{ handle: string }>}
 */
export const upload = (query, file) =>
  ask(`/api/upload?${new URLSearchParams(query)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'x-accord-token': token },
    body: file,
  });

/** @param {(what: 'changed' | 'afresh' | 'back' | 'gone') => void} hear */
export function listen(hear) {
  /** @type {EventSource | null} */
  let source = null;
  const open = () => {
    if (source) return;
    source = new EventSource('/api/stream');
    source.addEventListener('hello', () => hear('back'));
    source.addEventListener('changed', () => hear('changed'));
    source.addEventListener('afresh', () => hear('afresh'));
    source.addEventListener('error', () => {
      hear('gone');
      // After a refusal the browser gives up; after a restart it must not.
      if (source?.readyState === EventSource.CLOSED) {
        source = null;
        setTimeout(open, 1000);
      }
    });
  };
  // Browsers allow a few connections to one address: a page that nobody looks at gives its own back.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') return open();
    source?.close();
    source = null;
  });
  open();
}
