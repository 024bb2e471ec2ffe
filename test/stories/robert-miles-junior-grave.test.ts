import { describeOnBothDatabases } from '../support/databases.ts';
import { plays } from '../support/played.ts';
import { parentStruck } from './scripts/robert-miles-junior-grave.ts';

describeOnBothDatabases('Robert Miles: one parent strikes another', (open) => {
  plays(
    open,
    'goes early to a ban with a reason, is made smaller after hearing, and is appealed to somebody who took no part',
    parentStruck,
  );
});
