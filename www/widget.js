// What the loader imports: the glue's start and the widget's two functions.
export { default as start, show, deliver } from "#glue";
