import { DataFacelivenessSession as GeneratedSession } from '../bindings/providers/faceliveness/data-faceliveness-session';
import { attributesToHcl } from './private/hcl-output';

/** A single Face Liveness session: the provider's data source `faceliveness_session`, with all its arguments. */
export class DataFacelivenessSession extends GeneratedSession {
  /** What the data source is in HCL, for `cdktf synth --hcl`. */
  public toHclTerraform() {
    return attributesToHcl(this.toTerraform());
  }
}
