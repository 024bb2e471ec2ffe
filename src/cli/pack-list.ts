import { listPacks, loadPack } from '../packs/load.ts';
import { type Exit, type Io, say } from './io.ts';
import { table } from './table.ts';

export async function packList(io: Io): Promise<Exit> {
  const rows = listPacks().map(({ id }) => {
    const loaded = loadPack(id);
    return [
      id,
      loaded.ok
        ? [loaded.policy.name, loaded.policy.title].filter((part) => part !== null).join(': ')
        : 'has a mistake in it',
    ];
  });
  return say(io, ...table([['PACK', 'POLICY'], ...rows]));
}
