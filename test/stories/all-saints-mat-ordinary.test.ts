import { describeOnBothDatabases } from '../support/databases.ts';
import { plays } from '../support/played.ts';
import { shoutingInTheOffice } from './scripts/all-saints-mat-ordinary.ts';

describeOnBothDatabases('All Saints: shouting in the office', (open) => {
  plays(
    open,
    'gathers first, speaks to the parent or tries twice, and only then chooses from the menu',
    shoutingInTheOffice,
  );
});
