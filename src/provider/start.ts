import { join } from 'node:path';
import { CachedModules } from '../plugin/process/cached-modules';

// The launcher hid it from Node only; a credential_process, for one, is to have it.
const { FACELIVENESS_NODE_EXTRA_CA_CERTS: extraCertificates } = process.env;
if (extraCertificates) {
  process.env.NODE_EXTRA_CA_CERTS = extraCertificates;
  delete process.env.FACELIVENESS_NODE_EXTRA_CA_CERTS;
}

new CachedModules(join(__dirname, 'modules')).load('main.js');
