/**
 * The namespace `video`: endpoints that change videos and find masks in them. Videos go by their URL:
 * `withUploads` makes one of a local video.
 *
 * @module
 */
export { erase, greenScreen, increaseResolution, removeBackground, replaceBackground } from './video-edit.ts';
export { foregroundMask, maskByKeyPoints, maskByPrompt } from './video-mask.ts';
export { upload } from './video-upload.ts';

export type { BackgroundColor } from '../../schemas/background-color.ts';
export type {
  VideoEraseInput as EraseInput,
  VideoGreenScreenInput as GreenScreenInput,
  VideoIncreaseResolutionInput as IncreaseResolutionInput,
  VideoPreset,
  VideoRemoveBackgroundInput as RemoveBackgroundInput,
  VideoReplaceBackgroundInput as ReplaceBackgroundInput,
  VideoResult,
} from '../../schemas/bria/video.ts';
export type {
  KeyPoint,
  VideoForegroundMaskInput as ForegroundMaskInput,
  VideoMaskByKeyPointsInput as MaskByKeyPointsInput,
  VideoMaskByPromptInput as MaskByPromptInput,
  VideoMaskResult as MaskResult,
} from '../../schemas/bria/video-mask.ts';
export type {
  VideoUploadInput as UploadInput,
  VideoUploadResult as UploadResult,
} from '../../schemas/bria/video-upload.ts';
