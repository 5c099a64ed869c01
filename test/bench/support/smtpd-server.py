"""Takes mails with Python's own SMTP server and throws them away. Says its port."""

import warnings

warnings.simplefilter("ignore")

import asyncore
import smtpd


class Discarding(smtpd.SMTPServer):
    def process_message(self, peer, mailfrom, rcpttos, data, **kwargs):
        return None


server = Discarding(("127.0.0.1", 0), None, decode_data=False)
print(server.socket.getsockname()[1], flush=True)
asyncore.loop(timeout=1)
