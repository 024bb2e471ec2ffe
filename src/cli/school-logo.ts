import { readFileSync, statSync } from 'node:fs';
import type { App } from '../app/app.ts';
import { changeLogo } from '../app/logo.ts';
import type { Picture } from '../view/paper.ts';
import { pictureSize } from '../view/picture-size.ts';
import { findSchool } from './find-school.ts';
import { type Exit, fail, type Io, say } from './io.ts';
import { type DatabaseFlags, withApp } from './open-app.ts';
import { shown } from './table.ts';

/** Bytes. It goes into every letter. */
const LARGEST = 1024 * 1024;
/** Pixels along either side: a letterhead has 21 mm for it. */
const WIDEST = 3000;

type Read = { readonly ok: true; readonly picture: Picture } | { readonly ok: false; readonly why: string };

function readPicture(file: string): Read {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile())
    return { ok: false, why: `There is no file "${shown(file)}". Check its name and folder.` };
  if (found.size > LARGEST)
    return {
      ok: false,
      why: 'The picture is over 1 MB. Save it smaller: 600 pixels wide is plenty for a letter.',
    };
  const bytes = readFileSync(file);
  const size = pictureSize(bytes);
  if (!size)
    return {
      ok: false,
      why: 'That file is not a PNG or JPEG picture, whatever it is called. Save the logo as one of those.',
    };
  const { width, height, mediaType } = size;
  if (width === 0 || height === 0 || Math.max(width, height) > WIDEST)
    return {
      ok: false,
      why: `The picture is ${width} by ${height} pixels; at most ${WIDEST} by ${WIDEST} fit. Save it smaller.`,
    };
  return { ok: true, picture: { mediaType, bytes } };
}

/** Drawn once before it is kept: one that is broken would hold up every letter. */
async function canBeDrawn({ documents, clock }: App, logo: Picture): Promise<boolean> {
  const paper = {
    title: 'Trial',
    author: 'Trial',
    language: 'en-GB',
    foot: '',
    size: 'usual',
    turned: false,
    mark: null,
    contents: null,
    logo,
    at: clock.now(),
    blocks: [{ is: 'letterhead', school: 'Trial', lines: [], aside: [], to: [] }],
  } as const;
  return documents.pdf(paper).then(
    () => true,
    () => false,
  );
}

export interface LogoFlags extends DatabaseFlags {
  readonly remove?: boolean;
}

export function schoolLogo(io: Io, asked: string, file: string | undefined, flags: LogoFlags): Promise<Exit> {
  return withApp(io, flags, async ({ app, store }) => {
    const found = await findSchool(store, asked);
    if (!found.ok) return fail(io, found.why);
    const { school } = found;
    const change = (picture: Picture | null) =>
      store.write((unit) => changeLogo(app, unit, school, picture, 'command_line'));
    if (file === undefined) {
      await change(null);
      return say(io, `The letters of "${shown(school.name)}" have no logo any more.`);
    }
    const read = readPicture(file);
    if (!read.ok) return fail(io, read.why);
    if (!(await canBeDrawn(app, read.picture)))
      return fail(io, 'The picture is damaged, or of a sort that cannot be printed. Save it again as a PNG.');
    await change(read.picture);
    return say(io, `The letters of "${shown(school.name)}" now have this logo.`);
  });
}
