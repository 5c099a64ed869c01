import type { z } from 'zod';

import { accounts } from './accounts.ts';
import { application } from './application.ts';
import { checks } from './checks.ts';
import { cleanUp } from './clean-up.ts';
import { doctor } from './doctor.ts';
import { faults } from './faults.ts';
import { dashboard } from './dashboard.ts';
import { database } from './database.ts';
import { evidenceQueries } from './evidence.ts';
import { groups } from './groups.ts';
import { invitations } from './invitations.ts';
import { keys } from './keys.ts';
import { jobs } from './jobs.ts';
import { mail } from './mail.ts';
import { outbox } from './outbox.ts';
import { mailSettings } from './mail-settings.ts';
import { operations } from './operations.ts';
import { person } from './person.ts';
import { plans } from './plans.ts';
import type { Command, Procedure, Query } from './procedure.ts';
import { rehearsals } from './rehearsal.ts';
import { registrations } from './registrations.ts';
import { releases } from './releases.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { trash } from './trash.ts';
import { views } from './views.ts';
import { templates } from './templates.ts';
import { transfer } from './transfer.ts';

/** Every procedure, by its flat name `noun.verb`: the only thing both sides share. */
export const contract = {
  ...session,
  ...application,
  ...dashboard,
  ...transfer,
  ...accounts,
  ...person,
  ...groups,
  ...registrations,
  ...cleanUp,
  ...evidenceQueries,
  ...invitations,
  ...rehearsals,
  ...operations,
  ...plans,
  ...trash,
  ...jobs,
  ...mail,
  ...outbox,
  ...releases,
  ...mailSettings,
  ...doctor,
  ...faults,
  ...checks,
  ...settings,
  ...database,
  ...views,
  ...keys,
  ...templates,
};

export type Contract = typeof contract;
export type ProcedureName = keyof Contract;

/** The procedure of that name, whatever the name is. */
export function procedureNamed(name: string): Procedure | undefined {
  return Object.hasOwn(contract, name) ? contract[name as ProcedureName] : undefined;
}

/** The names of the procedures of one kind. */
export type QueryName = {
  [Name in ProcedureName]: Contract[Name] extends Query ? Name : never;
}[ProcedureName];
export type CommandName = {
  [Name in ProcedureName]: Contract[Name] extends Command ? Name : never;
}[ProcedureName];

/** What a caller gives, before defaults are filled in. */
export type InputOf<Name extends ProcedureName> = z.input<Contract[Name]['input']>;
/** What a handler gets, parsed. */
export type ParsedInputOf<Name extends ProcedureName> = z.output<Contract[Name]['input']>;
/** What a handler gives and a caller gets. */
export type OutputOf<Name extends ProcedureName> = z.output<Contract[Name]['output']>;
