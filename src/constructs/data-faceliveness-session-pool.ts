import { DataFacelivenessSessionPool as GeneratedSessionPool } from '../bindings/providers/faceliveness/data-faceliveness-session-pool';
import { attributesToHcl } from './private/hcl-output';

/** A pool of Face Liveness sessions: the provider's data source `faceliveness_session_pool`, with all its arguments. */
export class DataFacelivenessSessionPool extends GeneratedSessionPool {
  /** What the data source is in HCL, for `cdktf synth --hcl`. */
  public toHclTerraform() {
    return attributesToHcl(this.toTerraform());
  }
}
