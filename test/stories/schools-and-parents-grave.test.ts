import { describeOnBothDatabases } from '../support/databases.ts';
import { plays } from '../support/played.ts';
import { knifeInReception } from './scripts/schools-and-parents-grave.ts';

describeOnBothDatabases('Schools and Parents: a knife in reception', (open) => {
  plays(
    open,
    'brings 999, the safeguarding lead and the site at once, and is lifted when the parent has been heard',
    knifeInReception,
  );
});
