// What each widget has of its own. The modules that show them all come once, with the
// model `library`, and so does their loader, which stays with that model.
export default {
  async render(context) {
    const { model } = context;
    const library = await model.widget_manager.get_model(model.get("library"));
    library.loader ??= import(URL.createObjectURL(new Blob([library.get("loader")], { type: "text/javascript" }))).then(
      ({ Loader }) => new Loader(library.get("modules")),
    );
    const loader = await library.loader;
    const { render } = await loader.load(model.get("module"));
    return render(context, loader, library.get("style"));
  },
};
