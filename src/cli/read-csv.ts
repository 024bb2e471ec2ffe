export interface CsvRow {
  /** As a spreadsheet numbers it: the header is 1, and an empty row counts. */
  readonly row: number;
  readonly cells: readonly string[];
}

export type CsvRead =
  | { readonly ok: true; readonly rows: readonly CsvRow[] }
  | { readonly ok: false; readonly row: number; readonly says: string };

/**
 * A strict reader of RFC 4180: commas, quotation marks doubled inside quotation marks, and rows that end with either
 * kind of line end. What it is not sure of it refuses with the row, because a guess would put a name under a role.
 */
export function readCsv(text: string): CsvRead {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  let row = 1;
  const refuse = (says: string): CsvRead => ({ ok: false, row, says });
  const endRow = () => {
    cells.push(cell);
    if (cells.some((one) => one !== '')) rows.push({ row, cells });
    cells = [];
    cell = '';
    state = 'start';
    row += 1;
  };
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  for (let place = 0; place < body.length; place += 1) {
    const letter = body[place] ?? '';
    if (letter === '\u0000') return refuse('holds a character that no text holds: this is not a CSV file');
    if (state === 'quoted') {
      if (letter !== '"') cell += letter;
      else if (body[place + 1] === '"') {
        cell += '"';
        place += 1;
      } else state = 'closed';
    } else if (letter === ',') {
      cells.push(cell);
      cell = '';
      state = 'start';
    } else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && body[place + 1] === '\n') place += 1;
      endRow();
    } else if (letter === '"') {
      if (state !== 'start')
        return refuse('has a quotation mark in the middle of a cell. Put the whole cell in quotation marks');
      state = 'quoted';
    } else if (state === 'closed') {
      return refuse('goes on after a closing quotation mark. Double every quotation mark inside a cell');
    } else {
      cell += letter;
      state = 'plain';
    }
  }
  if (state === 'quoted') return refuse('opens a quotation mark and never closes it');
  if (cell !== '' || cells.length > 0) endRow();
  return { ok: true, rows };
}
