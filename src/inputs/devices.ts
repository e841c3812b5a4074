import type { MappingNode } from 'js-yaml';
import type { YamlFile } from './flambe-yaml';
import { fieldsOf } from './mapping-fields';
import type { Place } from './yaml-places';
import { plainValue } from './yaml-values';

/** What each trial of an `!Experiment` wants of a node. */
export interface Devices {
  /** May be a part of one. */
  readonly gpus: number;
  readonly place: Place;
}

/** `devices: {gpu: N}` (flambe/experiment/experiment.py); undefined where no GPU is wanted. */
export function readDevices(file: YamlFile, root: MappingNode): Devices | undefined {
  const field = fieldsOf(file, root).get('devices');
  const node = field && file.content(field);
  const gpu = node?.kind === 'mapping' ? fieldsOf(file, node).get('gpu') : undefined;
  const gpus = gpu && plainValue(file, gpu).value;
  return gpu && typeof gpus === 'number' && gpus > 0 ? { gpus, place: file.place(gpu) } : undefined;
}
