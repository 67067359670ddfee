import { Button, Popover } from "@mantine/core";
import { useState } from "react";
import classes from "./sheet.module.css";

export interface LeaveProps {
	readonly name: string;
	readonly onLeave: () => void;
}

/** Takes one's character out of the encounter: asked for twice, as it takes all that happened to them along. */
export function Leave({ name, onLeave }: LeaveProps) {
	const [opened, setOpened] = useState(false);
	return (
		<Popover opened={opened} onChange={setOpened} trapFocus returnFocus position="top-start" shadow="md">
			<Popover.Target>
				<Button
					className={classes.leave}
					size="xs"
					variant="default"
					aria-expanded={opened}
					onClick={() => setOpened(!opened)}
				>
					Leave the encounter
				</Button>
			</Popover.Target>
			<Popover.Dropdown>
				<p className={classes.sure}>{name} is taken off the map. You can watch on.</p>
				<Button size="xs" color="red" onClick={onLeave}>
					Leave
				</Button>
			</Popover.Dropdown>
		</Popover>
	);
}
