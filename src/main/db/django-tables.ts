import type { Generated, Selectable } from 'kysely';

/** 0 or 1, as Django writes booleans to SQLite. */
export type DjangoBoolean = number;
/** `YYYY-MM-DD HH:MM:SS[.ffffff]` in UTC, as Django writes instants to SQLite. */
export type DjangoDatetime = string;

interface AuthUser {
  id: Generated<number>;
  password: string;
  last_login: DjangoDatetime | null;
  is_superuser: DjangoBoolean;
  username: string;
  last_name: string;
  email: string;
  is_staff: DjangoBoolean;
  is_active: DjangoBoolean;
  date_joined: DjangoDatetime;
  first_name: string;
}

/** A row of Django's accounts as it is read. */
export type AuthUserRow = Readonly<Selectable<AuthUser>>;

interface RegistrationProfile {
  id: Generated<number>;
  user_id: number;
  activated: DjangoBoolean;
  activation_key: string;
}

/** The tables of Django and its apps that the console reads or writes, to the letter. */
export interface DjangoTables {
  auth_user: AuthUser;
  auth_group: { id: Generated<number>; name: string };
  auth_group_permissions: { id: Generated<number>; group_id: number; permission_id: number };
  auth_permission: {
    id: Generated<number>;
    content_type_id: number;
    codename: string;
    name: string;
  };
  auth_user_groups: { id: Generated<number>; user_id: number; group_id: number };
  auth_user_user_permissions: { id: Generated<number>; user_id: number; permission_id: number };
  django_admin_log: {
    id: Generated<number>;
    action_time: DjangoDatetime;
    object_id: string | null;
    object_repr: string;
    change_message: string;
    content_type_id: number | null;
    user_id: number;
    action_flag: number;
  };
  django_content_type: { id: Generated<number>; app_label: string; model: string };
  django_site: { id: Generated<number>; name: string; domain: string };
  registration_registrationprofile: RegistrationProfile;
  registration_supervisedregistrationprofile: { registrationprofile_ptr_id: number };
}
