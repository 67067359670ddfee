import { VisuallyHidden } from "@mantine/core";
import { LOOKS, type PageState } from "./page-state.js";

/** Tells those who hear the page how it is connected. */
export function Announcer({ state }: { readonly state: PageState }) {
	const { label, meaning } = LOOKS[state];
	return (
		<VisuallyHidden>
			<div aria-live="polite" data-testid="connection-news">{`${label}. ${meaning}`}</div>
		</VisuallyHidden>
	);
}
