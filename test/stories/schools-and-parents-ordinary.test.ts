import { describeOnBothDatabases } from '../support/databases.ts';
import { plays } from '../support/played.ts';
import { discourtesyGoesOn, nineEmails } from './scripts/schools-and-parents-ordinary.ts';

describeOnBothDatabases('Schools and Parents: nine emails in one night', (open) => {
  plays(
    open,
    'ends with a friendly reminder, because email manners are guidance and nothing more',
    nineEmails,
  );

  plays(
    open,
    'rises step by step when discourtesy goes on, to a limit of contact that keeps every need open',
    discourtesyGoesOn,
  );
});
