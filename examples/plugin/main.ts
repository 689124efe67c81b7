import { serve } from 'cdktf-face-liveness/plugin';
import { provider } from './provider';

void serve(provider, { address: 'example.com/acme/notes' });
