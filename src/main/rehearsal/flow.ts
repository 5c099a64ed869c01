import type { ShownPage, SiteBrowser } from './site-browser.ts';

/** What keeps a visitor from going on. */
export interface Obstacle {
  readonly title: string;
  readonly advice: string;
  readonly section: 'mail' | 'registration' | 'site' | null;
}

/** The way ends here. */
export class ObstacleError extends Error {
  override readonly name = 'ObstacleError';
  readonly obstacle: Obstacle;

  constructor(obstacle: Obstacle) {
    super(obstacle.title);
    this.obstacle = obstacle;
  }
}

/** Whoever goes the way, and what they go it with. */
export interface Traveller {
  readonly username: string;
  readonly email: string;
  readonly password1: string;
  readonly password2: string;
  readonly reason: string;
  /** The passwords that follow the one registered with. */
  readonly secondPassword: string;
  readonly thirdPassword: string;
}

export interface Stage {
  readonly traveller: Traveller;
  readonly isSupervised: boolean;
  /** A browser without any cookie. */
  readonly browser: () => SiteBrowser;
  /** Takes a picture of a page; null is a form that was not there. */
  readonly page: (title: string, come: () => Promise<ShownPage | null>) => Promise<ShownPage>;
  /** Takes a picture of a mail. @returns Its bytes. */
  readonly mail: (title: string, kind: string) => Promise<Buffer>;
  /** The path that a mail's link leads to. */
  readonly linkIn: (mail: Buffer, kind: 'activation' | 'reset') => Promise<string>;
  /** Lets an administrator approve. */
  readonly approve: (title: string) => Promise<void>;
}

/** From the register page to a password that was forgotten, as a visitor would go. @throws ObstacleError */
export async function playFlow(stage: Stage): Promise<void> {
  const { traveller, browser } = stage;
  const { username, email, secondPassword, thirdPassword, ...passwords } = traveller;
  const own = browser();
  const step = async (title: string, leadsTo: string, come: () => Promise<ShownPage | null>) => {
    const page = await stage.page(title, come);
    if (page.status >= 400 || !page.address.startsWith(leadsTo))
      throw new ObstacleError(lost(title, page));
    return page;
  };

  const register = await stage.page('The register page is opened', () => own.open(REGISTER));
  if (register.address !== REGISTER) throw new ObstacleError(CLOSED);
  await step('The form is sent', `${REGISTER}complete/`, () =>
    own.send(register, { username, email, ...passwords }),
  );
  const activation = await stage.mail('The activation mail comes', 'activation');
  const key = await stage.linkIn(activation, 'activation');
  const activate = await step('Its link is followed', key, () => own.open(key));
  await step(
    stage.isSupervised ? 'The address is confirmed' : 'The account is activated',
    stage.isSupervised ? key : `${ACCOUNTS}activate/complete/`,
    () => own.send(activate, {}),
  );
  if (stage.isSupervised) await stage.approve('The sign-up is approved at the console');

  const signIn = async (title: string, from: SiteBrowser, password: string) => {
    const login = await from.open(`${ACCOUNTS}login/`);
    await step(title, `${ACCOUNTS}profile/`, () => from.send(login, { username, password }));
  };
  await signIn('The person signs in', own, traveller.password1);
  const change = await own.open(`${ACCOUNTS}password/change/`);
  await step('The password is changed', `${ACCOUNTS}password/change/done/`, () =>
    own.send(change, {
      old_password: traveller.password1,
      new_password1: secondPassword,
      new_password2: secondPassword,
    }),
  );
  await stage.mail('A mail tells of it', 'password_changed');

  const other = browser();
  const forgotten = await step('The password is forgotten, in another browser', RESET, () =>
    other.open(RESET),
  );
  await step('A reset link is asked for', `${RESET}done/`, () => other.send(forgotten, { email }));
  const reset = await stage.mail('The reset mail comes', 'password_reset');
  const link = await stage.linkIn(reset, 'reset');
  const choose = await step('Its link is followed', `${RESET}confirm/`, () => other.open(link));
  await step('A new password is chosen', `${RESET}complete/`, () =>
    other.send(choose, { new_password1: thirdPassword, new_password2: thirdPassword }),
  );
  await stage.mail('A mail tells of that too', 'password_changed');
  await signIn('The person signs in with it', other, thirdPassword);
}

const ACCOUNTS = '/accounts/';
const REGISTER = `${ACCOUNTS}register/`;
const RESET = `${ACCOUNTS}password/reset/`;

const CLOSED: Obstacle = {
  title: 'A visitor can’t register now.',
  advice:
    'Registration is closed, or by invitation only. Who may register is in Settings, Registration.',
  section: 'registration',
};

function lost(title: string, { status, title: shown }: ShownPage): Obstacle {
  const page = shown === '' ? 'A page without a title' : `The page “${shown}”`;
  return {
    title: `${title}: this does not lead where it should.`,
    advice: `${page} came instead${status >= 400 ? `, with the status ${status}` : ''}. What it says is in the last picture.`,
    section: null,
  };
}
