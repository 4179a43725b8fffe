/** The projects of an organisation. */
import { isTraining, type ProjectRow } from '../../../world/tailored.ts';
import type { Route } from '../../exchange.ts';
import { answer, done, findProject, isoDate, manage, TRAINING_VERSION, type Id } from './manage.ts';

interface ProjectFields {
  readonly project_id: Id;
}

const DETAILS = ['project_name', 'project_description', 'ip_name', 'ip_description', 'ip_medium', 'ip_type'];
const CHANGEABLE = DETAILS.slice(0, 4);

const PROJECTS_PATH = '/v1/tailored-gen/projects';
const PROJECT_PATH = `${PROJECTS_PATH}/:project_id`;

export const projectRoutes: readonly Route[] = [
  manage('POST', PROJECTS_PATH, ({ world, tenant, now, input }) =>
    answer(() => {
      const dates = { createdAt: now, updatedAt: now };
      const details = partOf(input, DETAILS);
      return projectBody(world.tailored.projects.add((id) => ({ id, tenant, details, ...dates })));
    }, 201),
  ),
  manage('GET', PROJECTS_PATH, ({ world, tenant }) =>
    answer(() => world.tailored.projects.all(tenant).map(projectBody)),
  ),
  manage<ProjectFields>('GET', PROJECT_PATH, (ask) => {
    const project = findProject(ask, ask.input.project_id);
    return project instanceof Response ? project : answer(() => projectBody(project));
  }),
  manage<ProjectFields>('PUT', PROJECT_PATH, (ask) => {
    const project = findProject(ask, ask.input.project_id);
    if (project instanceof Response) return project;
    const details = { ...project.details, ...partOf(ask.input, CHANGEABLE) };
    return answer(() =>
      projectBody(ask.world.tailored.projects.replace({ ...project, details, updatedAt: ask.now })),
    );
  }),
  manage<ProjectFields>('DELETE', PROJECT_PATH, (ask) => {
    const { world, tenant, now, refuse } = ask;
    const project = findProject(ask, ask.input.project_id);
    if (project instanceof Response) return project;
    const { projects, datasets, images, models } = world.tailored;
    const isOwn = ({ projectId }: { readonly projectId: number }) => projectId === project.id;
    const ownModels = models.all(tenant, isOwn);
    if (ownModels.some((model) => isTraining(model, now)))
      return refuse(409, 'A model of this project is being trained.');
    return done(() => {
      for (const { id } of ownModels) models.remove(id);
      for (const dataset of datasets.all(tenant, isOwn)) {
        for (const { id } of images.all(tenant, ({ datasetId }) => datasetId === dataset.id))
          images.remove(id);
        datasets.remove(dataset.id);
      }
      projects.remove(project.id);
    });
  }),
];

const partOf = (input: object, names: readonly string[]) =>
  Object.fromEntries(Object.entries(input).filter(([name]) => names.includes(name)));

const projectBody = ({ id, details, createdAt, updatedAt }: ProjectRow) => ({
  id,
  ...details,
  training_version: TRAINING_VERSION,
  status: 'active',
  created_at: isoDate(createdAt),
  updated_at: isoDate(updatedAt),
});
