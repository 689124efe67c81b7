import { DataFacelivenessSession } from '../../bindings/providers/faceliveness/data-faceliveness-session';
import { DataFacelivenessSessionPool } from '../../bindings/providers/faceliveness/data-faceliveness-session-pool';
import { attributesToHcl } from './hcl-output';

/*
 * What the data sources are in HCL, for `cdktf synth --hcl`. The bindings are generated, and jsii takes no class for another of
 * the same name, so the generated classes themselves are corrected.
 */
for (const dataSource of [DataFacelivenessSession, DataFacelivenessSessionPool]) {
  dataSource.prototype.toHclTerraform = function toHclTerraform(this: InstanceType<typeof dataSource>) {
    return attributesToHcl(this.toTerraform());
  };
}
