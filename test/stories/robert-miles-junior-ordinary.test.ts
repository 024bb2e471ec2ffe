import { describeOnBothDatabases } from '../support/databases.ts';
import { plays } from '../support/played.ts';
import { grievanceOnline, quarrelMediated } from './scripts/robert-miles-junior-ordinary.ts';

describeOnBothDatabases('Robert Miles: a quarrel, and a grievance online', (open) => {
  plays(open, 'offers mediation, counts a no against nobody, meets and closes', quarrelMediated);

  plays(open, 'passes a grievance on as a worry or complaint, and will not punish it', grievanceOnline);
});
