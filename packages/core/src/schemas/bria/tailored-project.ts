/** Projects: what holds the datasets and the models of one thing that pictures are to keep to. */
import { lenient } from '../lenient.ts';
import type { Schema } from '../schema.ts';
import * as z from '../z.ts';
import { tailoredIdSchema, type TailoredId } from './provider-id.ts';
import { whenUsed } from './when-used.ts';

const IP_MEDIA = ['photography', 'illustration'] as const;

const IP_TYPES = [
  'multi_object_set',
  'object_variants',
  'icons',
  'defined_character',
  'character_variants',
  'stylized_scene',
  'other',
] as const;

/** What can be changed of a project. Its “IP” is what models keep to: a character, a style, some things. */
interface ProjectDetails {
  readonly project_description?: string | undefined;
  readonly ip_name?: string | undefined;
  readonly ip_description?: string | undefined;
}

/** What `tailored.createProject` takes. */
export interface CreateProjectInput extends ProjectDetails {
  readonly project_name: string;
  readonly ip_medium: (typeof IP_MEDIA)[number];
  /**
   * - `defined_character`: one character, the same in each pose and situation;
   * - `character_variants`: new characters of one make;
   * - `stylized_scene`: whole scenes in one style;
   * - `multi_object_set`: different objects of one style, on plain backgrounds;
   * - `object_variants`: variants of one object, on plain backgrounds;
   * - `icons`: small symbols of one style;
   * - `other`.
   */
  readonly ip_type: (typeof IP_TYPES)[number];
}

/** What `tailored.getProject` and `tailored.deleteProject` take. */
export interface ProjectInput {
  readonly project_id: TailoredId;
}

/** What `tailored.updateProject` takes: what is left out stays. */
export interface UpdateProjectInput extends ProjectInput, ProjectDetails {
  readonly project_name?: string | undefined;
}

const projectDetails = /* @__NO_SIDE_EFFECTS__ */ (): z.Shape<ProjectDetails> => ({
  project_description: z.optional(z.string()),
  ip_name: z.optional(z.string()),
  ip_description: z.optional(z.string()),
});

export const createProjectInputSchema = whenUsed(() =>
  z.strictObject<CreateProjectInput>({
    project_name: z.string(),
    ip_medium: z.oneOf(IP_MEDIA),
    ip_type: z.oneOf(IP_TYPES),
    ...projectDetails(),
  }),
);

export const projectInputSchema = z.strictObject<ProjectInput>({ project_id: tailoredIdSchema });

export const updateProjectInputSchema = whenUsed(() =>
  z.strictObject<UpdateProjectInput>({
    project_id: tailoredIdSchema,
    project_name: z.optional(z.string()),
    ...projectDetails(),
  }),
);

/** A project, as the service has it. */
export interface Project extends ProjectDetails {
  readonly id: TailoredId;
  readonly project_name?: string | undefined;
  readonly ip_medium?: (typeof IP_MEDIA)[number] | (string & {}) | undefined;
  readonly ip_type?: (typeof IP_TYPES)[number] | (string & {}) | undefined;
  /** Of its datasets and models, once it has some: `fibo`, or an older one. */
  readonly training_version?: string | undefined;
  readonly status?: string | undefined;
  /** A date and time, as on the wire. */
  readonly created_at?: string | undefined;
  readonly updated_at?: string | undefined;
}

const project = /* @__NO_SIDE_EFFECTS__ */ () =>
  z.looseObject<Project>({
    id: tailoredIdSchema,
    project_name: z.optional(z.string()),
    ip_medium: z.optional(z.openOneOf(IP_MEDIA)),
    ip_type: z.optional(z.openOneOf(IP_TYPES)),
    training_version: z.optional(z.string()),
    status: z.optional(z.string()),
    created_at: z.optional(z.string()),
    updated_at: z.optional(z.string()),
    ...projectDetails(),
  });

export const projectSchema: Schema<Project> = project();

export const projectsSchema: Schema<readonly Project[]> = lenient(z.list(project()));
