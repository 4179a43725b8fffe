/** The projects of an organisation. */
import { doneSchema, noInputSchema, type Done, type NoInput } from '../../schemas/bria/answer.ts';
import {
  createProjectInputSchema,
  projectInputSchema,
  projectSchema,
  projectsSchema,
  updateProjectInputSchema,
  type CreateProjectInput,
  type Project,
  type ProjectInput,
  type UpdateProjectInput,
} from '../../schemas/bria/tailored-project.ts';
import type { Endpoint } from '../endpoint.ts';
import { managed } from './tailored-endpoint.ts';

/** Makes a project. `POST /v1/tailored-gen/projects`. */
export const createProject: Endpoint<'bria', CreateProjectInput, Project> = managed(
  'POST',
  '/v1/tailored-gen/projects',
  createProjectInputSchema,
  projectSchema,
);

/** All projects of the organisation. `GET /v1/tailored-gen/projects`. */
export const listProjects: Endpoint<'bria', NoInput, readonly Project[]> = managed(
  'GET',
  '/v1/tailored-gen/projects',
  noInputSchema,
  projectsSchema,
);

/** One project. `GET /v1/tailored-gen/projects/{project_id}`. */
export const getProject: Endpoint<'bria', ProjectInput, Project> = managed(
  'GET',
  '/v1/tailored-gen/projects/{project_id}',
  projectInputSchema,
  projectSchema,
);

/** Changes what a project is called and described by. `PUT /v1/tailored-gen/projects/{project_id}`. */
export const updateProject: Endpoint<'bria', UpdateProjectInput, Project> = managed(
  'PUT',
  '/v1/tailored-gen/projects/{project_id}',
  updateProjectInputSchema,
  projectSchema,
);

/**
 * Deletes a project. Refused (409) while one of its models is trained.
 * `DELETE /v1/tailored-gen/projects/{project_id}`.
 */
export const deleteProject: Endpoint<'bria', ProjectInput, Done> = managed(
  'DELETE',
  '/v1/tailored-gen/projects/{project_id}',
  projectInputSchema,
  doneSchema,
);
