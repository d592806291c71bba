import { createPublicKey } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import { partnerKeyRecord, publicKeyParts } from './partnerKey.ts';

const rsa2048 = `-----BEGIN CERTIFICATE-----
MIIDFTCCAf2gAwIBAgIUBdyGLKfsUtn20myKHNukJkwxI7kwDQYJKoZIhvcNAQEL
BQAwGjEYMBYGA1UEAwwPVXNlclN5bmNTaWduaW5nMB4XDTI2MTEyMTIwMDExNFoX
DTM2MTExODIwMDExNFowGjEYMBYGA1UEAwwPVXNlclN5bmNTaWduaW5nMIIBIjAN
BgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAw4AwibwnyyfYVAybboeSkf1gsObe
DOQfcGoePpm5avpJA+hednEKfIwFKKGPSykcvZzlLMN7uwfzdbLJaq65iVizZNZA
R07ZNJiysnJMckrlZzDxgcwiyAHqsRTTP31BbBpfyM7+jbMdd+sZWbCdp95ROpGZ
keb9tgsdvQcyczz+Wgw7dD6JHYeKTkmSYQQFeW9WZcyYOnrC/hGTXccFLTvc5ftX
BCAdt5/FduUYTH3bO25maCDXsZr87H93AysCGHsl7oBAg/j7g3bRwEmZwAygagPh
CNRFcaLm31jusmV0eP5RHZ6RGWMTB+vQ3fYOwEZw7rXTu7MHS6cGjQugFQIDAQAB
o1MwUTAdBgNVHQ4EFgQU3uGVHVSLnJbCJb/XnVmfAKFNeQIwHwYDVR0jBBgwFoAU
3uGVHVSLnJbCJb/XnVmfAKFNeQIwDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0B
AQsFAAOCAQEAb7Xz/y8urNsLDO/2wNO3N9GpvoSCcmxJtkh+hyUysoBKTlKtB+3i
TKQR622Nl2PT/3CK4aicBHR8YPXC/Ff4cPvdF3/xZF12PjNI1rEEBBeiA2IgS/cw
sjiRUWB0baHVlgz70J+wHMXJXa9p7Ha56HP8z9WLj89vcAFnX898h7G42IBlQJxH
EiXDmRfuNlCM/IMeAkq/zzJzsqSF6WhF4O9Csq/1LUUp9mPTTTtChV2Ig8wKDoUO
XvMUUetsiUPcKaW0mXKiwQ9gg+R16TAliBvIKrygqpbFOicfmNZRr0veAsXMYdqP
rXazaGSDhhDZaVhwL0LWf9BBwcVPWEhHNA==
-----END CERTIFICATE-----`;

const rsa4096 = `-----BEGIN CERTIFICATE-----
MIIFFTCCAv2gAwIBAgIUPwmfqfi8mtOBtYJcxzQPPW196Z4wDQYJKoZIhvcNAQEL
BQAwGjEYMBYGA1UEAwwPVXNlclN5bmNTaWduaW5nMB4XDTI2MTEyMTIwMDExNFoX
DTM2MTExODIwMDExNFowGjEYMBYGA1UEAwwPVXNlclN5bmNTaWduaW5nMIICIjAN
BgkqhkiG9w0BAQEFAAOCAg8AMIICCgKCAgEAwNHHSBtCK3LaDaH3AgRAy4ChM+/i
o9hN5usFOT8G08PJG0sQyJlBR25EFUwewCRX6/AvXIrx0fZrtd/2u+Ck0t47NGdV
UAfHSkReofxX8NVOFqYqOQq/CFZbpOBDTJH3wh+/VgKb65Q5s+SDwnEPN4QRCD9U
36lhGP1sXOahh0K/7VFR0NoWPeVu+UdQpEQPrNfLi7OuCtZUBbFqm1jeTcNsnJeB
t87Ls2P3hB1/JNWASpvZgZYIHzHjc9ACOMm0ibpct2XQhfkC03FsWhXluGHOeqxb
vu0zsunICMwSLNBXbsK1xt/PelI5ySZw8EokNvf4NiKkfrv6AbTpAeZlaxuhcFSl
whoyUByR+zfgJgNRMo1FrdXk51DFUx7UzusRt7mAzuA4S5IS93QZiEi3zdS7mdSH
HrYcUb9xTcEO1tyVapi6x0tgAeyKBe0ds6Xrb5MVRSJuUmQT6z3+tmsgzAQ76B37
XTHH01vALubfXXa+TNTMb605Xs85EqyhfWAS/eFrCbkxKuUEip5hr49F2xsXDLsH
nXkZs6/dJJuk9zMFj02SIpdZBcQFJSkEKxiRrH++qnHUt4JexmMVoZJLiOFZPViw
z8Bcr/maZjGVx0IxUEVeiU/KFOBHXvk1fIR0WMrr5d2azko6SsPNxY1GLxHyXlXK
Yr9qWt3q+k135UMCAwEAAaNTMFEwHQYDVR0OBBYEFNyeBikGkjyHldSNj1p3uf/+
5+oiMB8GA1UdIwQYMBaAFNyeBikGkjyHldSNj1p3uf/+5+oiMA8GA1UdEwEB/wQF
MAMBAf8wDQYJKoZIhvcNAQELBQADggIBAFo/D3jdznD11T3agq6Md0lUP+1E3AH0
jFF4Rxx7OR7+SnNw2pFZQbAqs6Gid00eP2twIcfWwUUstOSRCbSuAnY8kOs4FvH4
Awotpw9NY88RW5RBQ8DaH5urck/Yy2Nw0Y4nDqOJ53LKWFeX4/NHRyiWFZ5CTWcT
GSMPvJU24UwMoKBxJZ0EMQ0MN0C+ChNcmby7k83LDpm63hNG4k0RbsefUNwevWGx
J9jN89uAsENR3cmfKXEbEItTXmVwdjrcO27BM6SRmknZtdCiVcZ71LsYwcpqvxbG
dhWVfda587xddrCwrO92yPVZbKjTyrZScRPFjJKx/AW1x8JF40m2QnftdlKPOBk7
uilyh5BomfaY5tAmhQh9KLugliqxqX4sSj2IfNm4JXvnvvHPivXcQBDC3ZzheH+D
WuHJ4L02m88ASkmvZlG5NFfe1hWUYBY1N0FbhnAtbb9tr1w9tF5w1aWCctAUbxSs
u2kocmy6pAi72ztNPbNZQ09O0mVhbcLoxTVT2r7zN0VVvnduGnaV/1jNmr/htD98
GUNdj0gzKZ2a7ho/TT96Y4e5Oqjg3v5/oyrbUpollL6FpBUbTqolVUsDNEXv/XmQ
PLptffdHldbcEgfSf1lqpMmSvUYXlpj/mUVUhHDrXt/UQcUJKzvRKq8nodbdfSu4
93gfxAGFr8tz
-----END CERTIFICATE-----`;

const ellipticCurve = `-----BEGIN CERTIFICATE-----
MIIBbjCCAROgAwIBAgIUBVxHOCw7nnGLekxuYxT83rgeeVYwCgYIKoZIzj0EAwIw
DDEKMAgGA1UEAwwBeDAeFw0yNjExMjEyMDAxMTRaFw0zNjExMTgyMDAxMTRaMAwx
CjAIBgNVBAMMAXgwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATz9OPmH+kuR7QA
o/WBofTU5VLS3fhPkjHo8RltXUNQB8z03Jtes2YJeSA4JGhfVY8n4otbqRESLND/
0jUDzPq3o1MwUTAdBgNVHQ4EFgQUrp0wq77PfUtCzybN3Nr9NppMCBMwHwYDVR0j
BBgwFoAUrp0wq77PfUtCzybN3Nr9NppMCBMwDwYDVR0TAQH/BAUwAwEB/zAKBggq
hkjOPQQDAgNJADBGAiEA7uyUdMUU4OX6yQpKQzXHgCTq9QJDdhfdbf44jP/v1rAC
IQDvRwPnCshfwMIOho8mfu69edm70aORZ2ERYTj4pkNGBQ==
-----END CERTIFICATE-----`;

function recordValues(xml: string): Map<string, unknown> {
    const { CustomMetadata } = new XMLParser({ parseTagValue: false }).parse(xml) as {
        CustomMetadata: { values: { field: string; value: unknown }[] };
    };
    return new Map(CustomMetadata.values.map(({ field, value }) => [field, value]));
}

describe('the partner key', () => {
    it.each([
        ['2048 bits', rsa2048, 2048, [255, 137, 0]],
        ['4096 bits', rsa4096, 4096, [255, 255, 226]]
    ])('of %s is cut into parts that give the key back', (_, pem, bits, lengths) => {
        const parts = publicKeyParts(Buffer.from(pem));
        expect(parts.map((part) => part.length)).toEqual(lengths);
        const key = createPublicKey({ key: Buffer.from(parts.join(''), 'base64'), format: 'der', type: 'spki' });
        expect(key.asymmetricKeyDetails?.modulusLength).toBe(bits);
    });

    it('stands in a record that is enabled and says nothing for the empty part', () => {
        const xml = partnerKeyRecord('Org B <2026>', Buffer.from(rsa2048));
        const values = recordValues(xml);
        expect(xml).toContain('<label>Org B &lt;2026&gt;</label>');
        expect(xml).toContain('<value xsi:nil="true"/>');
        expect(values.get('IsEnabled__c')).toBe('true');
        expect([values.get('KeyPart1__c'), values.get('KeyPart2__c')]).toEqual(
            publicKeyParts(Buffer.from(rsa2048)).slice(0, 2)
        );
    });

    it('refuses what is no certificate', () => {
        expect(() => publicKeyParts(Buffer.from('-----BEGIN PUBLIC KEY-----'))).toThrow(
            expect.objectContaining({ code: 'CERTIFICATE_UNREADABLE' })
        );
    });

    it('refuses a key that Apex cannot verify RSA-SHA256 with', () => {
        expect(() => publicKeyParts(Buffer.from(ellipticCurve))).toThrow(
            expect.objectContaining({ code: 'KEY_UNSUITABLE' })
        );
    });
});
