import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** What IANA's special-purpose registries do not call global: this machine, its link, private networks, and ways to all of them. */
const notPublic = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4'],
  ...['::/127', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/32', '2002::/16'],
  ...['fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
];

/** Where an agency's webhook may point: into the public internet, and where the operator says so into networks besides. */
export type Reach = {
  /** Whether messages may go to that IP address. */
  allows(address: string): boolean;
};

export function createReach(networks: readonly string[] = []): Reach {
  const [forbidden, allowed] = [listOf(notPublic), listOf(networks)];
  return {
    allows(address) {
      if (isIP(address) === 0) return false;
      const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
      return allowed.check(address, family) || !forbidden.check(address, family);
    },
  };
}

export function isNetwork(text: string): boolean {
  const [address = '', bits = '', more] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return more === undefined && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
}

/** Of an URL: its address where it is written as one, null where it is a name. */
export function addressIn({ hostname }: URL): string | null {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) === 0 ? null : bare;
}

/** As far as an URL itself says: of a name, what it leads to is judged when it is resolved. */
export const mayPostTo =
  (reach: Reach) =>
  (url: URL): boolean =>
    reach.allows(addressIn(url) ?? (thisMachine.test(url.hostname) ? '127.0.0.1' : somewhere));

const thisMachine = /(^|\.)localhost\.?$/;
/** Of the public internet, as any. */
const somewhere = '192.0.2.1';

export class OutOfReach extends Error {
  override readonly name = 'OutOfReach';
}

/** Names are resolved at the connection itself, so that what is judged is where it leads. */
export function lookupWithin(reach: Reach, resolve: typeof lookup = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const found = error ? [] : addresses.filter(({ address }) => reach.allows(address));
      const [first] = found;
      if (error ?? !first) callback(error ?? new OutOfReach(), '', 0);
      else if (options.all === true) callback(null, found);
      else callback(null, first?.address ?? '', first?.family);
    });
  };
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}
