import type { ServerResponse } from 'node:http';
import { HEADERS } from './guards.ts';

/** Tells every open page that something has changed; each then asks for what it shows. */
export interface Stream {
  join(response: ServerResponse): void;
  tell(what: 'changed' | 'afresh'): void;
  close(): void;
}

/** Longer than a redraw takes and shorter than anybody notices. Milliseconds. */
const GATHER_MS = 20;
/** A line now and then, so that a connection that has died is noticed. Milliseconds. */
const ALIVE_MS = 25_000;

export function stream(): Stream {
  const pages = new Set<ServerResponse>();
  let soon: NodeJS.Timeout | null = null;
  const write = (text: string) => {
    for (const page of pages) page.write(text);
  };
  const alive = setInterval(() => write(': alive\n\n'), ALIVE_MS);
  alive.unref();
  return {
    join(response) {
      response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream; charset=utf-8' });
      response.write('retry: 500\nevent: hello\ndata: -\n\n');
      pages.add(response);
      response.once('close', () => pages.delete(response));
    },
    tell(what) {
      if (what === 'afresh') return write('event: afresh\ndata: -\n\n');
      soon ??= setTimeout(() => {
        soon = null;
        write('event: changed\ndata: -\n\n');
      }, GATHER_MS);
    },
    close() {
      clearInterval(alive);
      if (soon) clearTimeout(soon);
      for (const page of pages) page.end();
      pages.clear();
    },
  };
}
