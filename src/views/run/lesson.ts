// The lesson beside a view, where one is open: it comes after the view.

import { late } from '../../controls/late';

export const Lesson = late(async () => (await import('../../lessons/lesson-region')).LessonRegion);
