/** All routes that manage tailored models, from the project to what is downloaded. */
import type { Route } from '../../exchange.ts';
import { datasetRoutes } from './datasets.ts';
import { imageRoutes } from './images.ts';
import { modelRoutes } from './models.ts';
import { projectRoutes } from './projects.ts';
import { trainingRoutes } from './training.ts';

export const tailoredRoutes: readonly Route[] = [
  ...projectRoutes,
  ...datasetRoutes,
  ...imageRoutes,
  ...modelRoutes,
  ...trainingRoutes,
];
