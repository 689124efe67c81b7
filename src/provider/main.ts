import { serve } from '../plugin';
import { provider } from './provider';

void serve(provider);
