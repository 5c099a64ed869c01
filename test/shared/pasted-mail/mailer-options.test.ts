import { describe, expect, it } from 'vitest';

import { readPastedMail } from '../../../src/shared/pasted-mail/read-pasted-mail.ts';

/** A mail server that STARTTLS on port 587 reaches. */
const WEB_DE = { host: 'smtp.web.de', port: 587, security: 'starttls' } as const;
const GMAIL = {
  aliases: ['Gmail', 'Google Mail', 'gmail.com'],
  host: 'smtp.gmail.com',
  port: 465,
  security: 'tls',
} as const;

describe('the options of a mailer', () => {
  it('are read as nodemailer has them', () => {
    const read = readPastedMail(`const transporter = nodemailer.createTransport({
  host: "smtp.web.de",
  port: 465,
  secure: true, // TLS from the start
  connectionTimeout: 5000,
  auth: { user: 'anna', pass: process.env.SMTP_PASS },
  tls: { rejectUnauthorized: false },
});`);
    const { server, unknown, noCounterpart, notUnderstood } = read;
    expect(server).toEqual({
      host: 'smtp.web.de',
      port: 465,
      security: 'tls',
      user: 'anna',
      auth: 'auto',
      connectSeconds: 5,
    });
    expect(unknown).toEqual([{ name: 'pass', source: 'SMTP_PASS' }]);
    expect([noCounterpart, notUnderstood]).toEqual([['rejectUnauthorized'], []]);
  });

  it('may name a provider', () => {
    const text = `createTransport({ service: 'gmail', auth: { user: 'anna', pass: 'dawn' } })`;
    const { host, port, security } = GMAIL;
    const { server, secrets } = readPastedMail(text, [GMAIL]);
    expect(server).toEqual({ host, port, security, user: 'anna', auth: 'auto' });
    expect(secrets).toEqual({ password: 'dawn' });
    expect(readPastedMail(text).notUnderstood).toEqual([{ line: 1, name: 'service' }]);
  });

  it.each(['imap', 'pop3', 'incoming'])('are not those of %s beside them', (name) => {
    const read = readPastedMail(
      `mail: { smtp: { host: 'smtp.web.de', password: 'dawn' }, ${name}: { host: 'in.web.de', password: 'dusk' } }`,
    );
    expect(read.server.host).toBe('smtp.web.de');
    expect(read.secrets).toEqual({ password: 'dawn' });
    expect(read.notUnderstood).toEqual([{ line: 1, name: `mail.${name}` }]);
  });

  it('may hold a refresh token', () => {
    const auth =
      "type: 'OAuth2', user: 'anna', clientId: 'id', clientSecret: 's', refreshToken: 'r'";
    const { server, secrets } = readPastedMail(`{ host: 'smtp.web.de', auth: { ${auth} } }`);
    expect(server).toMatchObject({ auth: 'xoauth2', user: 'anna', clientId: 'id' });
    expect(secrets).toEqual({ clientSecret: 's', refreshToken: 'r' });
  });

  it.each([
    `config.action_mailer.smtp_settings = {
      address: 'smtp.web.de', port: 587, user_name: 'anna', password: 'dawn',
      authentication: :plain, enable_starttls_auto: true }`,
    `ActionMailer::Base.smtp_settings = { :address => "smtp.web.de", :port => "587".to_i,
      :user_name => "anna", :password => "dawn", :authentication => "plain", :enable_starttls => true }`,
  ])('are read as Rails has them', (text) => {
    const { server, secrets } = readPastedMail(text);
    expect(server).toEqual({ ...WEB_DE, user: 'anna', auth: 'plain' });
    expect(secrets).toEqual({ password: 'dawn' });
  });

  it.each([
    ['Spring, in YAML', YAML()],
    [
      'Spring, in properties',
      'spring.mail.host=smtp.web.de\nspring.mail.port=587\nspring.mail.username=anna\nspring.mail.password=dawn\nspring.mail.properties.mail.smtp.starttls.enable=true',
    ],
    [
      'Flask',
      'app.config["MAIL_SERVER"] = "smtp.web.de"\napp.config.update(dict(MAIL_PORT=587, MAIL_USE_TLS=True, MAIL_USERNAME="anna", MAIL_PASSWORD="dawn"))',
    ],
    [
      'PHPMailer',
      "$mail->Host = 'tls://smtp.web.de';\n$mail->SMTPAuth = true;\n$mail->Username = 'anna';\n$mail->Password = 'dawn';\n$mail->Port = 587;",
    ],
    [
      'INI',
      '; mail\n[database]\nHOST = db\nPASSWD = other\n[mailer]\nSMTP_ADDR = smtp.web.de\nSMTP_PORT = 587\nUSER = anna\nPASSWD = `dawn`\nPROTOCOL = x\nSTARTTLS = on',
    ],
    [
      'JSON',
      '{"smtp": {"host": "smtp.web.de", "port": 587, "secure": false, "requireTLS": true, "auth": {"user": "anna", "pass": "dawn"}}}',
    ],
    [
      'Django’s MAILERS',
      'MAILERS = {"default": {"OPTIONS": {"host": "smtp.web.de", "port": 587, "use_tls": True, "username": "anna", "password": "dawn"}}}',
    ],
    [
      'a provider’s table',
      'SMTP server: smtp.web.de\nPort: 587\nEncryption: STARTTLS\nUser name: anna\nPassword: dawn',
    ],
  ])('are read as %s has them', (_whose, text) => {
    const { server, secrets } = readPastedMail(text);
    expect(server).toEqual({ ...WEB_DE, user: 'anna', auth: 'auto' });
    expect(secrets).toEqual({ password: 'dawn' });
  });
});

function YAML(): string {
  return `spring:
  datasource:
    host: db.example
    password: of the database
  mail:
    host: smtp.web.de
    port: 587
    username: anna
    password: dawn # a comment
    properties:
      mail:
        smtp:
          auth: true
          starttls:
            enable: true
server:
  port: 8080
`;
}
