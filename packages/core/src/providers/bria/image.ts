/**
 * The namespace `image`: endpoints that make, change and read pictures, with their inputs and results.
 *
 * @module
 */

/* Foreground and background */
export { removeBackground } from './remove-background.ts';
export { blurBackground, cropForeground, eraseForeground, replaceBackground } from './background-tools.ts';
export type {
  BlurBackgroundInput,
  CropForegroundInput,
  EraseForegroundInput,
  ReplaceBackgroundInput,
} from '../../schemas/bria/background-tools.ts';
export type { RemoveBackgroundInput } from '../../schemas/bria/remove-background.ts';

/* Make a picture */
export { generate, generateLite } from './generate.ts';
export type { GenerateInput, GenerateLiteInput } from '../../schemas/bria/generate.ts';

/* Change a picture as an instruction says */
export { edit, generateStructuredInstruction } from './edit.ts';
export type {
  EditInput,
  StructuredInstructionInput,
  StructuredInstructionResult,
} from '../../schemas/bria/edit.ts';

/* One tool each, in a few words */
export {
  addObjectByText,
  blend,
  colorize,
  eraseByText,
  relight,
  replaceObjectByText,
  reseason,
  restore,
  restyle,
  rewriteText,
  sketchToColoredImage,
} from './text-tools.ts';
export type {
  AddObjectByTextInput,
  BlendInput,
  ColorizeInput,
  EraseByTextInput,
  RelightInput,
  ReplaceObjectByTextInput,
  ReseasonInput,
  RestoreInput,
  RestyleInput,
  RewriteTextInput,
  SketchToColoredImageInput,
} from '../../schemas/bria/text-tools.ts';

/* Where a mask shows */
export { erase, genFill } from './mask-tools.ts';
export type { EraseInput, GenFillInput } from '../../schemas/bria/mask-tools.ts';

/* More pixels */
export { enhance, expand, increaseResolution } from './size-tools.ts';
export type { EnhanceInput, ExpandInput, IncreaseResolutionInput } from '../../schemas/bria/size-tools.ts';

/* Read a picture */
export { allMasks } from './segment.ts';
export type { AllMasksInput, AllMasksResult, RegionMask } from '../../schemas/bria/segment.ts';

/* What they give */
export type { PromptedImageResult } from '../../schemas/bria/prompted-result.ts';
export type { ImageResult, SeededImageResult, StructuredImageResult } from '../../schemas/bria/result.ts';
