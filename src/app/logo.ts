import { readSettings } from '../domain/settings.ts';
import type { Actor, School, Unit } from '../ports.ts';
import type { Picture } from '../view/paper.ts';
import type { App } from './app.ts';
import type { AtSchool } from './school.ts';
import { changeSettings } from './school-setup.ts';

/** The picture on the school's letterhead; null where it has given none. */
export async function logoOf(unit: Pick<Unit, 'files'>, at: AtSchool): Promise<Picture | null> {
  const { logo } = at.settings;
  const kept = logo && (await unit.files.read(at.school.id, logo.id));
  if (!kept || kept === 'erased') return null;
  const { bytes, mediaType } = kept;
  return mediaType === 'image/png' || mediaType === 'image/jpeg' ? { bytes, mediaType } : null;
}

/** Puts a picture on the letterhead, or takes it away with null. The one before is erased. */
export async function changeLogo(
  app: App,
  unit: Unit,
  school: School,
  picture: Picture | null,
  by: Actor,
): Promise<void> {
  const before = readSettings(school.settings).logo;
  const kept =
    picture &&
    (await unit.files.keep(school.id, { name: 'logo', mediaType: picture.mediaType, bytes: picture.bytes }));
  if (kept && !kept.ok) throw new Error('A logo was let through that is larger than a file may be.');
  const changed = await changeSettings(app, unit, school, { logo: kept?.ref ?? null }, by);
  if (!changed.ok) throw new Error('A logo could not be put among the settings.');
  if (before) await unit.files.erase(school.id, before.id);
}
