import { PageFrame, type PageFrameProps } from "../shell/page-frame.js";
import { LOOKS, type PageState } from "./connection-looks.js";

/** The shell around this page. */
export function ExperienceFrame(props: Pick<PageFrameProps<PageState>, "state" | "reason" | "children">) {
	return <PageFrame path="/experience" looks={LOOKS} {...props} />;
}
