namespace Planner.Catalog;

/// <summary>A company that runs a model for Hugging Face's router.</summary>
/// <param name="Provider">Its name, such as <c>together</c> or <c>hf-inference</c>.</param>
/// <param name="ProviderId">What it calls the model.</param>
/// <param name="Task">What it runs the model for, as the Hub says it (<c>conversational</c> for chat).</param>
/// <param name="Status"><c>live</c> when it runs now; <c>staging</c> when it does not yet. Only <c>live</c> is called.</param>
public sealed record ModelProvider(string Provider, string ProviderId, string Task, string Status)
{
    /// <summary>Whether it runs the model now.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsLive => Status == "live";
}
