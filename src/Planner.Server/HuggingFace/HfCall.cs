namespace Planner.Server.HuggingFace;

/// <summary>Kinds of call below <c>models/{id}</c>.</summary>
internal enum HfCall
{
    /// <summary>The model's task.</summary>
    Task,

    /// <summary>A chat, in OpenAI's form.</summary>
    Chat,

    /// <summary>A text to go on with, in OpenAI's older form.</summary>
    Completion,
}
