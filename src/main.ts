/**
 * The executable's start. Terraform starts a provider without arguments and with a cookie in its environment, which
 * every program below it inherits: one that was given arguments is the command.
 */
const startedByTerraform = process.env.TF_PLUGIN_MAGIC_COOKIE !== undefined && process.argv.length === 2;

// To node:net it means that another process of a cluster listens in place of this one, and it would wait for that for ever.
delete process.env.NODE_UNIQUE_ID;

// Warnings of the runtime are for its developers, and not all are true here: NODE_TLS_REJECT_UNAUTHORIZED turns nothing off.
process.removeAllListeners('warning');

// Either loads nothing of the other.
void (startedByTerraform ? import('./provider/main') : import('./cli/face-liveness'));
