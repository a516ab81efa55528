import { expect, it } from 'vitest';
import { findMount, parseMountInfo, parseMountOutput } from './network-folder.ts';

const MOUNTINFO = `22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:35 / /home/ada/office\\040share rw,relatime shared:20 - cifs //server/share rw
41 22 0:36 / /home/ada/office rw,relatime - nfs4 server:/export rw
42 41 0:37 / /home/ada/office/local rw - tmpfs tmpfs rw
`;

it('finds the mount of a folder by its longest path', () => {
  const mounts = parseMountInfo(MOUNTINFO);
  const typeOf = (folder: string) => findMount(mounts, folder)?.type;
  expect(typeOf('/home/ada/teppan')).toBe('ext4');
  expect(typeOf('/home/ada/office share/teppan')).toBe('cifs');
  expect(typeOf('/home/ada/office')).toBe('nfs4');
  expect(typeOf('/home/ada/officer')).toBe('ext4');
  expect(typeOf('/home/ada/office/local/x')).toBe('tmpfs');
});

it('reads what mount prints on macOS', () => {
  const text = '/dev/disk3s1s1 on / (apfs, sealed, local)\n//ada@host/share on /Volumes/my share (smbfs, nodev)\n';
  expect(parseMountOutput(text)).toEqual([
    { place: '/', type: 'apfs' },
    { place: '/Volumes/my share', type: 'smbfs' },
  ]);
});
