import { VisuallyHidden } from "@mantine/core";
import { useUnread } from "./data/use-unread.js";
import classes from "./unread-badge.module.css";

/** More than this is told as more than this. */
const MOST = 9;

/** How many conversations wait to be read; nothing where none does. */
export function UnreadBadge() {
	const { data } = useUnread();
	const count = data?.conversations ?? 0;
	if (count === 0) return null;
	return (
		<span className={classes.badge} data-testid="unread">
			{count > MOST ? `${MOST}+` : count}
			<VisuallyHidden component="span"> to read</VisuallyHidden>
		</span>
	);
}
