namespace Planner.Inference.HuggingFace.Hub;

/// <summary>A page of a list of models.</summary>
/// <param name="Models">Those that could be read.</param>
/// <param name="Next">Where the next page is; null at the end.</param>
internal sealed record HubPage(IReadOnlyList<HubModel> Models, Uri? Next);
