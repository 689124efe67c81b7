import { TerraformOutput } from 'cdktf';
import { attributesToHcl } from '../hcl/hcl-output';

/** An output of a pool, of which a text stays one in HCL, too: cdktf would write `2024` as a number. */
export class PoolOutput extends TerraformOutput {
  public toHclTerraform() {
    return attributesToHcl(this.toTerraform());
  }
}
