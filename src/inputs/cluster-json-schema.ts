import { awsFields } from './aws-fields';
import { localFields, sshFields } from './cluster-fields';

const description = `Cluster files of flambe-action. Put this line at the top of yours:
# yaml-language-server: $schema=https://raw.githubusercontent.com/org/flambe-action/v1/schema/cluster.schema.json
and tell the editor the tags ("yaml.customTags" in VS Code): "!SSHCluster mapping", "!AWSCluster mapping", "!LocalCluster mapping".`;

/** JSON Schema (draft 7, which editors read) of the three kinds of cluster files. */
export function clusterJsonSchema(): object {
  const kinds = {
    '!SSHCluster': sshFields,
    '!AWSCluster': awsFields,
    '!LocalCluster': localFields,
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Cluster file',
    description,
    anyOf: Object.entries(kinds).map(([title, { json }]) => ({ title, ...json })),
  };
}
