import type { Handlers } from './dispatcher.ts';
import { accountHandlers } from './handlers/account-handlers.ts';
import { dashboardHandlers } from './handlers/dashboard-handlers.ts';
import { databaseHandlers } from './handlers/database-handlers.ts';
import { groupHandlers } from './handlers/group-handlers.ts';
import { invitationHandlers } from './handlers/invitation-handlers.ts';
import { jobHandlers } from './handlers/job-handlers.ts';
import { mailHandlers } from './handlers/mail-handlers.ts';
import { mailSettingsHandlers } from './handlers/mail-settings-handlers.ts';
import { peopleHandlers } from './handlers/people-handlers.ts';
import { personHandlers } from './handlers/person-handlers.ts';
import { planHandlers } from './handlers/plan-handlers.ts';
import { rehearsalHandlers } from './handlers/rehearsal-handlers.ts';
import { registrationHandlers } from './handlers/registration-handlers.ts';
import { sessionHandlers } from './handlers/session-handlers.ts';
import { settingsHandlers } from './handlers/settings-handlers.ts';
import { trashHandlers } from './handlers/trash-handlers.ts';
import { viewHandlers } from './handlers/view-handlers.ts';
import { templateHandlers } from './handlers/template-handlers.ts';
import { transferHandlers } from './handlers/transfer-handlers.ts';
import type { Services } from './services.ts';

/** Every procedure of the contract with the function that answers it. */
export function createHandlers(services: Services): Handlers {
  return {
    ...sessionHandlers(services),
    ...dashboardHandlers(services),
    ...transferHandlers(services),
    ...accountHandlers(services),
    ...peopleHandlers(services),
    ...personHandlers(services),
    ...groupHandlers(services),
    ...registrationHandlers(services),
    ...invitationHandlers(services),
    ...rehearsalHandlers(services),
    ...mailHandlers(services),
    ...mailSettingsHandlers(services),
    ...settingsHandlers(services),
    ...databaseHandlers(services),
    ...trashHandlers(services),
    ...viewHandlers(services),
    ...jobHandlers(services),
    ...planHandlers(services),
    ...templateHandlers(services),
  };
}
