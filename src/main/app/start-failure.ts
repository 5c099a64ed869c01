import { DataDirectoryError } from '../db/lock-data-directory.ts';
import { DatabaseUnusableError } from '../db/open-database.ts';

/** Whether an error at the start says in words what a person can do about it. */
export function isForPeople(error: unknown): error is Error {
  return error instanceof DataDirectoryError || error instanceof DatabaseUnusableError;
}
