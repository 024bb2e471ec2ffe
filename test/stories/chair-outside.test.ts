import { describeOnSqlite } from '../support/databases.ts';
import { plays } from '../support/played.ts';
import { chairOutside } from './scripts/chair-outside.ts';

describeOnSqlite('a chair of governors without an account', (open) => {
  plays(open, 'is asked by a link that the head made, and answers by it', chairOutside);
});
