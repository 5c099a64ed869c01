interface Proxied {
  /** Of the site, with its port where it has one of its own. */
  readonly domain: string;
  /** Where the accounts site listens. */
  readonly address: string;
  readonly port: string;
}

/** Where a proxy on this machine reaches an address; every address is reached at the loopback's. */
function upstream({ address, port }: Proxied): string {
  const listen = address.trim();
  if (listen === '' || listen === '0.0.0.0') return `127.0.0.1:${port}`;
  if (listen === '::') return `[::1]:${port}`;
  return listen.includes(':') ? `[${listen}]:${port}` : `${listen}:${port}`;
}

/** A server block for nginx, which passes on nothing by itself. */
export function nginxSample(proxied: Proxied): string {
  const [, host = proxied.domain, port = '443'] = /^(.+?)(?::(\d+))?$/.exec(proxied.domain) ?? [];
  return `server {
    listen ${port} ssl;
    server_name ${host};
    ssl_certificate     /etc/ssl/${host}.pem;
    ssl_certificate_key /etc/ssl/${host}.key;

    location /accounts/ {
        proxy_pass http://${upstream(proxied)};
        proxy_set_header Host              $host;
        proxy_set_header X-Forwarded-For   $proxy_add_x_forwarded_for;
        proxy_set_header X-Forwarded-Proto $scheme;
    }
}`;
}

/** A site block for Caddy, which gets its certificate and passes the headers on by itself. */
export function caddySample(proxied: Proxied): string {
  return `${proxied.domain} {
    reverse_proxy /accounts/* ${upstream(proxied)}
}`;
}
