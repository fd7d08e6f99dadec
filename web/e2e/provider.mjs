// A real OpenID provider for tests: node e2e/provider.mjs --port N. It knows one client, the server at
// --base, and lets in whoever types a name; who types "duty" has the role duty.
import Provider from 'oidc-provider'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { port: { type: 'string' }, base: { type: 'string' } } })
const issuer = `http://127.0.0.1:${values.port}`
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'greenheart',
      client_secret: 'for tests alone',
      redirect_uris: [`${values.base}/api/oidc/callback`],
      token_endpoint_auth_method: 'client_secret_basic',
    },
  ],
  pkce: { required: () => true },
  conformIdTokenClaims: false,
  claims: { openid: ['sub', 'roles'], profile: ['name'], email: ['email'] },
  findAccount: (_ctx, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: `Name of ${id}`, email: `${id}@example.org`, roles: id === 'duty' ? ['duty'] : [] }),
  }),
  features: { devInteractions: { enabled: true } },
})
provider.listen(Number(values.port), '127.0.0.1', () => console.log(`provider at ${issuer}`))
